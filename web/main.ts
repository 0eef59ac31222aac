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
  const router = createConsoleRouter();
  app.use(router);
  app.use(i18n);
  const session = useSession();
  configureApi({ language: () => session.language, author: () => session.authorName });
  // Stores read the URL when they are made, so it has to be settled by then.
  await Promise.all([speak(session.language), router.isReady()]);
  app.mount('#app');
}

void start();
