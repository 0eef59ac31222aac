import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentFigures } from '../../geodata/schema/incident-figures';
import type { IncidentPage } from '../../geodata/schema/incident-summary';
import { createTestApp } from '../fixtures/test-app';
import type { TestApp } from '../fixtures/test-app';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

async function get<T>(path: string): Promise<T> {
  const response = await test.request(`/places/small/incidents${path}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
const figures = (query = '') => get<IncidentFigures>(`/figures?${query}`);
const total = async (query: string) => (await get<IncidentPage>(`?limit=1&${query}`)).total;

describe('figures', () => {
  it('x', async () => {
    const f = await figures('against=previous&from=2025-03-16&to=2025-03-30');
    console.log(JSON.stringify(f.whole, null, 1), f.missing, f.against, JSON.stringify(f.rows[0]));
    void total;
    void expect;
  });
});
