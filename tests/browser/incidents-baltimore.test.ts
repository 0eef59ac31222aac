import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import type { IncidentCover, IncidentLateness, LatePoints } from '../../geodata/schema/incident-lateness';
import type { IncidentPage, IncidentSummaryWire } from '../../geodata/schema/incident-summary';
import { describeWithData } from '../real-data';
import { importPlace } from './import-place';
import { pixelOf, viewQuery } from './map-pixels';
import type { View } from './map-pixels';
import { useConsole } from './use-console';

describeWithData('baltimore', 'incidents of Baltimore', (folder) => {
  const ui = useConsole((dataFolder) => importPlace('baltimore', dirname(folder), dataFolder));
  const api = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${ui.server().origin}/api/places/baltimore/${path}`, {
      ...(body ? { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {}),
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as T;
  };

  it('counts 5,000 requests, says which are not on the map, and tells times of the town', async () => {
    const page = await ui.visit('/baltimore/incidents', { language: 'en' });
    const totals = page.getByTestId('incident-totals');
    await totals.getByText('5,000 incidents').waitFor();
    await totals.getByText('312 without a location').waitFor();
    await ui.waitForMap(page);
    await page.getByText(/on the map; 3,822 beyond the place/).waitFor();

    await page.getByRole('tab', { name: /Incidents/ }).click();
    const [latest] = (await api<IncidentPage>('incidents?sort=late&limit=1')).rows;
    await page.getByTestId('incident-row').first().click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText(latest!.caseNumber).first().waitFor();
    await inspector
      .getByText(/^Overdue by [\d,]+ days$/)
      .first()
      .waitFor();
    const inTown = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(Date.parse(latest!.reportedAt));
    const [day, time] = inTown.split(' ');
    await inspector
      .getByText(new RegExp(`^${day} \\w+ ${time}$`))
      .first()
      .waitFor();
  });

  it('says hours by the clock of the town, and filters by them', async () => {
    const all = await api<IncidentSummaryWire>('incidents/summary');
    const page = await ui.visit('/baltimore/incidents?heat=hexagons', { language: 'en' });
    await page.getByRole('tab', { name: 'Hours' }).click();
    const box = (await page.getByTestId('week-matrix').boundingBox())!;
    await page.mouse.move(box.x + (10.5 / 24) * box.width, box.y + (0.5 / 7) * box.height);
    await page.getByTestId('week-said').getByText(`Mon 10:00–11:00: ${all.byWeekHour[10]} incidents`).waitFor();
    await page.getByText('By the clock of the place (America/New_York)').waitFor();
    await page.getByTitle('Choose all of Sun').click();
    const sunday = await api<IncidentSummaryWire>('incidents/summary?hours=7:0-23');
    await page
      .getByTestId('incident-totals')
      .getByText(`${sunday.total.toLocaleString('en')} incidents`)
      .waitFor();
    const rows = await api<IncidentPage>('incidents?hours=7:0-23&limit=1000');
    expect(rows.total).toBe(sunday.total);
    const weekday = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', weekday: 'short' });
    expect(new Set(rows.rows.map((row) => weekday.format(Date.parse(row.reportedAt))))).toEqual(new Set(['Sun']));
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('says which requests of an agency are late, draws them, and lists exactly what a row counts', async () => {
    const agency = 'owner=Transportation';
    const points = await api<LatePoints>(`incidents/late-points?${agency}&light=red`);
    const byType = await api<IncidentLateness>(`incidents/lateness?by=type&${agency}`);
    // Nothing else that is late lies near this one: overdue for 122 days, in the largest size.
    const red = points.ids.indexOf('311:16-00274825');
    const view: View = { zoom: 14, lng: points.lng[red]!, lat: points.lat[red]! };
    expect(points.daysLate[red]).toBeGreaterThan(100);
    const page = await ui.visit(`/baltimore/incidents?heat=late&by=type&${viewQuery(view)}`, {
      language: 'en',
      sharp: true,
    });
    await page.getByTestId('incident-owners').click();
    await page
      .getByTestId('owner-row')
      .filter({ hasText: /^Transportation/ })
      .click();
    await page.keyboard.press('Escape');
    await page.getByTestId('filter-owners').getByText('Transportation').waitFor();
    const { late, judged } = byType;
    await page.getByTestId('late-share').getByText(`${late} of ${judged} with a due time are late`).waitFor();
    await page.getByTestId('light-red').getByText(String(points.ids.length), { exact: true }).waitFor();
    await ui.waitForMap(page);
    const [x, y] = await pixelOf(page, view, [view.lng, view.lat]);
    await expect
      .poll(async () => {
        const { width, rgb } = await ui.look(page);
        const at = (Math.round(y) * width + Math.round(x)) * 3;
        return Array.from(rgb.subarray(at, at + 3), (channel, i) => Math.abs(channel - [192, 39, 29][i]!) < 25);
      })
      .toEqual([true, true, true]);

    const first = page.getByTestId('lateness-table').getByRole('row').nth(1);
    const [redHere, closedHere] = [
      Number(await first.getByRole('cell').nth(1).innerText()),
      Number(await first.getByRole('cell').nth(2).innerText()),
    ];
    expect(redHere).toBe(Math.max(...byType.rows.map(({ lights }) => lights.red)));
    const lateHere = redHere + closedHere;
    const typeName = await first.getByRole('cell').nth(0).innerText();
    // A number opens exactly what it counts, the name all of its row; tab and list say the same.
    await first.getByRole('cell').nth(1).click();
    await page.getByTestId('incident-row-count').getByText(`${redHere} incidents`).waitFor();
    await page.getByRole('tab', { name: new RegExp(`^Incidents ?${redHere}$`) }).waitFor();
    await page.getByRole('tab', { name: 'Who is late' }).click();
    await first.getByRole('cell').nth(0).click();
    await page.getByTestId('narrowed-to').getByText(typeName).waitFor();
    await page.getByTestId('incident-row-count').getByText(`${lateHere} incidents`).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export all incidents as CSV' }).click(),
    ]);
    const saved = Papa.parse<Record<string, string>>(
      (await readFile(await download.path())).toString('utf8').slice(1),
      {
        header: true,
        skipEmptyLines: true,
      },
    ).data;
    const { key } = byType.rows.find(({ lights }) => lights.red === redHere && lights['closed-late'] === closedHere)!;
    const listed = await api<IncidentPage>(`incidents?${agency}&type=${key}&light=red,closed-late&limit=1000`);
    expect(saved.map((row) => row['Case number']).sort()).toEqual(listed.rows.map((row) => row.caseNumber).sort());
    expect(saved.every((row) => row['Agency responsible'] === 'Transportation' && row['Late'] !== '')).toBe(true);

    await page.getByTestId('cover-fold').click();
    const { walk } = await api<IncidentCover>(`incidents/cover?${agency}`);
    await page.getByTestId('cover-walk').click();
    await page.getByTestId('incident-totals').getByText(`${walk!.beyond} incidents`).waitFor();
    expect((await api<IncidentPage>(`incidents?${agency}&cover=beyond-15`)).total).toBe(walk!.beyond);
    expect(await ui.findBarriers(page)).toEqual([]);
  });

  it('counts by the grids a planner draws, exactly the rows inside', async () => {
    const ring = [
      [-76.6, 39.285],
      [-76.57, 39.285],
      [-76.57, 39.303],
      [-76.6, 39.303],
      [-76.6, 39.285],
    ];
    await api('plans/baltimore-draft/grids', {
      type: 'Feature',
      properties: { name: 'East side' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    });
    const { byGrid, outsideGrids, withoutPoint, total } = await api<IncidentSummaryWire>('incidents/summary');
    const [grid] = byGrid;
    expect(byGrid.length).toBe(1);
    expect(grid!.count + outsideGrids + withoutPoint).toBe(total);
    const inside = await api<IncidentPage>(`incidents?limit=1000&bbox=-76.6,39.285,-76.57,39.303`);
    expect(inside.total).toBe(grid!.count);
    expect(grid!.count).toBeGreaterThan(100);

    const page = await ui.visit('/baltimore/incidents?heat=rate', { language: 'en' });
    await ui.waitForMap(page);
    await page.getByRole('row', { name: /East side/ }).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText(`${grid!.count} incidents`, { exact: true }).waitFor();
    await page
      .getByTestId('incident-totals')
      .getByText(`${outsideGrids.toLocaleString('en')} outside every grid`)
      .waitFor();
  });
});
