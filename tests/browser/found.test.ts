import { describe, expect, it } from 'vitest';
import type { CompoundCollection } from '../../geodata/schema/collections';
import type { SearchAnswer } from '../../geodata/schema/search';
import { shareChanged } from './compare-pictures';
import { useConsole } from './use-console';

const ui = useConsole();
const api = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${ui.server().origin}/api/places/guan/${path}`)).json()) as T;

describe('what a search finds', () => {
  it('is said and marked in every mode, and leads on to walking', async () => {
    const { features } = await api<CompoundCollection>('compounds');
    const compound = features.find(({ properties }) => (properties.households ?? 0) > 100)!.properties;
    const page = await ui.visit('/guan/incidents');
    await ui.waitForMap(page);
    await page.keyboard.press('/');
    await page.getByRole('combobox').or(page.getByPlaceholder('名称、编码')).first().fill(compound.name.zh);
    await page
      .getByRole('option', { name: new RegExp(`${compound.name.zh}.*小区`) })
      .first()
      .click();
    const inspector = page.getByRole('complementary', { name: '详情' });
    await inspector.getByRole('heading', { name: compound.name.zh }).waitFor();
    await inspector.getByText(compound.households!.toLocaleString('zh-CN'), { exact: true }).waitFor();
    await inspector.getByText(/ › .*社区/).waitFor();
    expect(await inspector.innerText()).not.toContain(compound.id);
    await ui.waitForMap(page);
    const marked = await ui.look(page, '.maplibregl-canvas');
    await inspector.getByRole('button', { name: '看步行可达' }).click();
    await page.waitForURL(/\/guan\/coverage.*sel=point/);
    await inspector.getByText('走得到什么').waitFor();
    await ui.waitForMap(page);
    expect(shareChanged(marked, await ui.look(page, '.maplibregl-canvas'))).toBeGreaterThan(0.01);
  });

  it('opens again from a link: a street with its length, and a thing that is gone', async () => {
    const found = await api<SearchAnswer>(`search?q=${encodeURIComponent('路')}&limit=100`);
    const street = found.results.find(({ kind }) => kind === 'street')!;
    const page = await ui.visit(`/guan/plan?sel=street:${street.id}`);
    const inspector = page.getByRole('complementary', { name: '详情' });
    await inspector.getByRole('heading', { name: street.name }).waitFor();
    await inspector.getByText(/^[\d.,]+ ?(km|m|公里|米)$/).waitFor();

    const gone = await ui.visit('/guan/plan?sel=compound:no-such');
    await gone.getByText('没有找到这一项').waitFor();
  });
});
