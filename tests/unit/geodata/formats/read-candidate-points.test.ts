import { describe, expect, it } from 'vitest';
import { readCandidatePoints } from '../../../../geodata/formats/read-candidate-points';

const box = [116, 39, 117, 40] as const;
const read = (text: string) => readCandidatePoints(text, 'places.csv', box, { zh: '固安', en: "Gu'an" });
const feature = (coordinates: unknown, properties: object = {}) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});

describe('candidate places from a file', () => {
  it('are read from GeoJSON, with their names', () => {
    const features = [feature([116.3, 39.4], { name: '社区院子' }), feature([116.4, 39.5])];
    expect(read(JSON.stringify({ type: 'FeatureCollection', features }))).toEqual({
      ok: true,
      value: [
        { name: '社区院子', coordinates: [116.3, 39.4] },
        { name: '', coordinates: [116.4, 39.5] },
      ],
    });
    expect(read(JSON.stringify({ type: 'Point', coordinates: [116.3, 39.4] }))).toMatchObject({ ok: true });
  });

  it('are read from a table in any order of columns, in Chinese too', () => {
    const points = { ok: true, value: [{ name: '老粮站', coordinates: [116.31, 39.42] }] };
    expect(read('\ufeff名称,经度,纬度\n老粮站,116.31,39.42\n')).toEqual(points);
    expect(read('lat;name;lon\r\n39.42;老粮站;116.31\r\n')).toEqual(points);
  });

  it('are refused with the file, the row and what is asked for', () => {
    const refused = (text: string) => {
      const result = read(text);
      return result.ok ? null : [result.problem.code, result.problem.params['row'] ?? null];
    };
    expect(refused('')).toEqual(['siting.points-columns', null]);
    expect(refused('{"type": "Feat')).toEqual(['siting.points-unreadable', null]);
    expect(refused('{"type":"FeatureCollection","features":[]}')).toEqual(['siting.points-unreadable', null]);
    expect(refused('name,east,north\na,1,2')).toEqual(['siting.points-columns', null]);
    expect(refused('lng,lat\n116.3,39.4\n116.3,\n')).toEqual(['siting.points-row', 3]);
    expect(refused('lng,lat\n116.3,39.4\n39.4,116.3\n')).toEqual(['siting.points-row', 3]);
    expect(refused('lng,lat\n116.3,39.4\n115.2,39.4\n')).toEqual(['siting.points-outside', 2]);
    expect(refused(JSON.stringify(feature(['a', 39.4])))).toEqual(['siting.points-row', 1]);
    const many = ['lng,lat', ...Array.from({ length: 5001 }, () => '116.3,39.4')].join('\n');
    expect(refused(many)).toEqual(['siting.points-too-many', null]);
  });
});
