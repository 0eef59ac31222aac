import { describeProblem, problemCatalogue } from '../geodata/schema/problems';
import type { ProblemWire } from '../geodata/schema/problem-wire';

/**
 * What the server answers while it makes the demo on its first start: 503 to programs, and to people a page that
 * comes back by itself.
 */
export function answerPreparing(request: Request): Response {
  const { pathname } = new URL(request.url);
  const headers = { 'Retry-After': '2', 'Cache-Control': 'no-store' };
  const problem = { code: 'server.starting' as const, params: {} };
  if (pathname.startsWith('/api')) {
    const { status } = problemCatalogue[problem.code];
    const body: ProblemWire = {
      ...problem,
      type: `/api/docs#${problem.code}`,
      title: '尚未就绪 · Not ready',
      status,
      detail: `${describeProblem(problem, 'zh')} · ${describeProblem(problem, 'en')}`,
      instance: pathname,
    };
    return new Response(JSON.stringify(body), {
      status,
      headers: { ...headers, 'Content-Type': 'application/problem+json; charset=utf-8' },
    });
  }
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width"><title>格图 Getu</title>
<style>html{color-scheme:light dark;font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
body{display:grid;place-content:center;min-height:100vh;margin:0;text-align:center}p{margin:.2em;opacity:.75}</style>
<body><h1>格图 Getu</h1><p>正在生成演示数据（首次启动：县城约十几秒，大城市约一分钟）…</p><p lang="en">Making the demo data (first start only: seconds for a county town, about a minute for a city) …</p></body></html>`;
  return new Response(page, { status: 503, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } });
}
