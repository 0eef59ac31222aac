import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { configureApi } from './api/client';
import { i18n, speak } from './locales/texts';
import { createConsoleRouter } from './routes';
import { useSession } from './state/session';
import './ui/tokens.css';
import './ui/base.css';

async function start(): Promise<void> {
  const app = createApp(App);
  app.use(createPinia());
  app.use(createConsoleRouter());
  app.use(i18n);
  const session = useSession();
  configureApi({ language: () => session.language, author: () => session.authorName });
  await speak(session.language);
  app.mount('#app');
}

void start();
