import type { ProblemEntry } from './problem-entry';

/** What the console meets when there is no answer of the server to go by. Status 0: never sent over HTTP. */
export const clientProblems = {
  'client.unreachable': {
    status: 0,
    zh: '连不上服务器。请检查网络，稍后重试',
    en: 'The server cannot be reached. Check the network and try again',
  },
  'client.unexpected-answer': {
    status: 0,
    zh: '服务器的回答看不懂（状态 {status}）。请重试；仍不行就告诉管理员',
    en: 'The server gave an answer that makes no sense (status {status}). Try again, or tell the administrator',
  },
  'client.cancelled': { status: 0, zh: '已取消', en: 'Cancelled' },
} satisfies Record<string, ProblemEntry>;
