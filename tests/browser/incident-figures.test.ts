import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { figureWords } from '../../geodata/incidents/figures/figure-words';
import type { FigureId, IncidentFigures } from '../../geodata/schema/incident-figures';
import type { IncidentPage } from '../../geodata/schema/incident-summary';
import { readAllRows } from '../fixtures/read-rows';
import { useConsole } from './use-console';

const ui = useConsole();
const period = { from: '2025-12-02', to: '2025-12-31' };
const query = `from=${period.from}&to=${period.to}&level=community&against=previous`;

async function api<T>(path: string): Promise<T> {
  const response = await fetch(`${ui.server().origin}/api/places/guan/incidents${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
const counted = (page: Page, n: number) =>
  page.getByTestId('figure-parts').getByTestId('incident-row-count').getByText(`${n} 件`, { exact: true }).waitFor();

describe('figures', () => {
  it('name their numerators and denominators, list exactly their incidents, and go into an Excel file', async () => {
    const answer = await api<IncidentFigures>(`/figures?${query}`);
    const of = (figure: FigureId) => answer.whole.values[answer.figures.indexOf(figure)]!;
    const page = await ui.visit(
      `/guan/incidents?do=figures&period=${period.from}..${period.to}&level=community&than=previous`,
    );
    for (const figure of answer.figures) {
      const { numerator, denominator } = of(figure);
      const text = (await page.getByTestId(`figures-${figure}`).textContent()) ?? '';
      expect(text).toContain(`${figureWords[figure].numerator.zh} ${numerator.toLocaleString('zh-CN')}`);
      if (denominator !== null) expect(text).toContain(` ${denominator.toLocaleString('zh-CN')}`);
      expect(text).toMatch(/当时|与当时/);
    }
    expect(await page.getByTestId('figures-clock').textContent()).toContain('“当天”就是上报的同一天');

    // What was not closed the same day, one by one.
    const late = of('sameDay').denominator! - of('sameDay').numerator;
    await page.getByTestId('part-rest').click();
    await counted(page, late);
    const listed = await api<IncidentPage>(`?${query.replace('&against=previous', '')}&figure=sameDay&part=rest`);
    expect(listed.total).toBe(late);

    // Another figure; then one community: the parts are its own.
    await page.getByTestId('figures-overdue').getByRole('button').first().click();
    await page.getByTestId('part-counted').click();
    await counted(page, of('overdue').numerator);
    await page.getByTestId('figures-closed').getByRole('button').first().click();
    const table = page.getByTestId('figure-table').getByRole('rowgroup').getByRole('row');
    const name = ((await table.first().getByRole('cell').first().textContent()) ?? '').trim();
    await table.first().click();
    await page.getByTestId('filter-note').getByText(name).waitFor();
    const row = answer.rows.find((one) => one.name === name)!;
    const own = row.values[answer.rowFigures.indexOf('closed')]!;
    await page.getByTestId('part-counted').getByText(String(own.numerator), { exact: true }).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('incident-workbook').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/事件指标\.xlsx$/);
    const bytes = new Uint8Array(await readFile(await download.path()));
    const sheet = async (name: string) => {
      const read = await readAllRows(
        { format: 'xlsx', file: 'a.xlsx', sheet: name, crs: 'WGS84' },
        { 'a.xlsx': bytes },
      );
      expect(read.result.ok).toBe(true);
      return read.rows.map(({ properties }) => properties);
    };
    const [whole] = await sheet('指标');
    expect(whole).toMatchObject({ 上报: answer.whole.reported, '当天办结率 分子': of('sameDay').numerator });
    expect((await sheet('事件')).length).toBe(answer.whole.reported);
    expect((await sheet('社区')).length).toBe(answer.rows.length);
  });
});
