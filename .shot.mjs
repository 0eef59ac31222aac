import { chromium } from 'playwright-core';
const shots = JSON.parse(process.argv[2]);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--use-angle=swiftshader','--enable-unsafe-swiftshader','--disable-gpu-rasterization','--disable-background-networking','--no-sandbox'] });
for (const [name, lang, theme, w, h, path, act] of shots) {
  const c = await b.newContext({ viewport: { width: w, height: h }, colorScheme: theme });
  await c.addInitScript((l) => { localStorage.setItem('getu.language', l); localStorage.setItem('getu.toured','true'); localStorage.setItem('getu.author-asked','true'); }, lang);
  const p = await c.newPage();
  p.on('console', m => m.type()==='error' && console.log(name, m.text()));
  p.on('pageerror', e => console.log(name, 'ERR', e.message));
  await p.goto('http://localhost:8986' + path);
  await p.waitForSelector('[data-testid="figures-sameDay"]', { timeout: 60000 });
  await p.waitForTimeout(1500);
  if (act) await eval(`(async()=>{${act}})()`);
  await p.waitForTimeout(600);
  await p.screenshot({ path: `/tmp/shots-figures/${name}.png` });
  await c.close();
}
await b.close();
