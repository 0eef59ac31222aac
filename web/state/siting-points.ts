import { lngLatSchema } from '../../geodata/schema/coordinates';
import type { CandidatePoint } from '../../geodata/schema/siting';
import type { QueryCodec } from './url-query';

/** More than these do not fit into a link; they stay on the page. */
export const MOST_LINKED_POINTS = 60;

/** Codec of candidate places: `116.30000,39.43000,name;…`, five decimals, about a metre. */
export const pointsParam: QueryCodec<readonly CandidatePoint[]> = {
  parse: (text) => {
    const points = text.split(';').map((part): CandidatePoint | null => {
      const [lng, lat, name = ''] = part.split(',');
      const coordinates = lngLatSchema.safeParse([Number(lng), Number(lat)]);
      return coordinates.success ? { name: decodeURIComponent(name), coordinates: coordinates.data } : null;
    });
    return points.every((point) => point !== null) ? points : null;
  },
  format: (points) =>
    points.length === 0 || points.length > MOST_LINKED_POINTS
      ? null
      : points
          .map(({ name, coordinates: [lng, lat] }) =>
            [lng.toFixed(5), lat.toFixed(5), ...(name ? [encodeURIComponent(name)] : [])].join(','),
          )
          .join(';'),
  fallback: [],
};
