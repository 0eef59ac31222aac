import { createRouter, createWebHistory } from 'vue-router';
import type { Router } from 'vue-router';
import { isModeId, modeIds } from './state/mode';
import ConsolePage from './panels/frame/ConsolePage.vue';
import StartPage from './panels/frame/StartPage.vue';

/**
 * The URL is the contract: `/:place/:mode?view=@zoom/lat/lng&sel=kind:id&…`. Everything a colleague must see
 * when the link is opened elsewhere is in it; what only this browser cares about (language, theme, folded
 * panels) is not. Modes add their own query parameters with `useQueryParam`.
 */
export function createConsoleRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', name: 'start', component: StartPage },
      { path: '/import', name: 'import', component: () => import('./panels/frame/ImportPage.vue') },
      { path: '/:place/report', name: 'report', component: () => import('./panels/frame/ReportPage.vue') },
      { path: '/:place/:mode?', name: 'console', component: ConsolePage },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  });
  router.beforeEach((to) => {
    if (to.name !== 'console' || isModeId(to.params.mode)) return true;
    return { name: 'console', params: { place: to.params.place, mode: modeIds[0] }, query: to.query, replace: true };
  });
  return router;
}
