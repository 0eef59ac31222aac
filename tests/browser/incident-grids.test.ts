import { expect, it } from 'vitest';
import type { IncidentDetail, IncidentPage, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import type { Grid, PlanContent, PlanWire } from '../../geodata/schema/plan';
import { fromLattice } from '../../geodata/schema/coordinates';
import type { RedrawComparison } from '../../geodata/schema/redraw';
import { boundingBox } from '../../geodata/geometry/bounding-box';
import { useConsole } from './use-console';

const ui = useConsole();

async function api<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/${path}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
  });
  expect(response.ok, path).toBe(true);
  return (await response.json()) as T;
}

/** Cuts the grid with most incidents down the middle of its box, in a draft. */
async function splitBusiest(plan: string): Promise<Grid> {
  const { byGrid } = await api<IncidentSummaryWire>(`incidents/summary?plan=${plan}`);
  const [busiest] = [...byGrid].sort((a, b) => b.count - a.count);
  const { grids } = await api<PlanContent>(`plans/${plan}`);
  const grid = grids.find(({ id }) => id === busiest!.gridId)!;
  const [west, south, east, north] = boundingBox(grid.polygons).map(fromLattice) as [number, number, number, number];
  const line = [
    [(west + east) / 2, south - 0.001],
    [(west + east) / 2 + 1e-5, north + 0.001],
  ];
  const operation = { name: 'split', gridId: grid.id, line, newIds: ['one', 'two', 'three', 'four'] };
  await api(`plans/${plan}/commits`, { operation, base: { [grid.id]: grid.revision } });
  return grid;
}

it('shows what a split does to incidents, before and after it is published', async () => {
  const draft = await api<PlanWire>('plans', { from: 'general-published', name: { zh: '调整', en: 'Changes' } });
  const grid = await splitBusiest(draft.id);
  const { groups } = await api<RedrawComparison>(`plans/general-published/compare/${draft.id}/incidents`);
  expect(groups.length).toBe(1);
  const [{ before, after }] = groups as [RedrawComparison['groups'][number]];

  const page = await ui.visit(`/guan/plan?plan=${draft.id}&sel=grid:${after[0]!.gridId}`);
  const card = page.getByTestId('grid-redraw');
  await card.waitFor();
  const cells = (side: 'before' | 'after', id: string) =>
    card.locator(`[data-side=${side}][data-grid="${id}"] td`).first();
  expect(await cells('before', grid.id).textContent()).toBe(String(before[0]!.count));
  for (const one of after) expect(await cells('after', one.gridId).textContent()).toBe(String(one.count));
  await card.getByText(`合计 ${before[0]!.count} 件，前后相等`).waitFor();
  await page.getByTestId('publish').click();
  const dialog = page.getByTestId('publish-dialog');
  await dialog.getByTestId('redraw-group').waitFor();
  expect(await ui.findBarriers(page)).toEqual([]);

  const { earliest } = await api<{ earliest: string }>(`plans/${draft.id}/publication`);
  await api(`plans/${draft.id}/publish`, { effectiveFrom: earliest });
  const { rows } = await api<IncidentPage>(`incidents?grid=${after[0]!.gridId}&limit=1`);
  const held = (await api<IncidentDetail>(`incidents/${rows[0]!.id}`)).assignments[0]!;
  expect([held.now?.gridId, held.then?.gridId]).toEqual([after[0]!.gridId, grid.id]);

  await page.goto(`${ui.server().origin}/guan/incidents?heat=rate&sel=incident:${rows[0]!.id}`);
  const grids = page.getByTestId('incident-grids');
  await grids.waitFor();
  expect((await grids.locator('dd').allTextContents()).map((text) => text.split('，')[0])).toEqual([
    held.now!.name,
    held.then!.name,
  ]);
  const choice = page.getByTestId('counted-choice');
  await page
    .getByText(`${246 - 1 + after.length} 个网格`)
    .first()
    .waitFor();
  await choice.getByRole('radio', { name: '按当时网格' }).click();
  await choice.getByText(/每件事件归上报当天在用的网格/).waitFor();
  await page.getByText('246 个网格').first().waitFor();
  expect(new URL(page.url()).searchParams.get('counted')).toBe('then');
  // Hot spots follow one land: the switch says so, and the choice comes back with the next view.
  await page.getByRole('radio', { name: '新旧' }).click();
  await choice.getByText(/跟着同一块地/).waitFor();
  expect(await choice.getByRole('radio', { checked: true }).textContent()).toContain('按现行网格');
  await page.getByRole('radio', { name: '变化' }).click();
  await choice.getByText(/每件事件归上报当天在用的网格/).waitFor();
  expect(await choice.getByRole('radio', { checked: true }).textContent()).toContain('按当时网格');
  await page.getByRole('radio', { name: '指标' }).click();
  await choice.getByText(/人均按人日算/).waitFor();
  await page.getByTestId('figures-perWorker').getByText(/人日/).first().waitFor();
  expect(await ui.findBarriers(page)).toEqual([]);
});
