import { writeUncovered } from '../../geodata/formats/write/write-uncovered';
import type { TextEncoding } from '../../geodata/formats/write/encode-text';
import type { UncoveredFormat } from '../../geodata/schema/coverage';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { CoverageSource } from './coverage-network';
import { findUncovered } from './find-uncovered';
import type { UncoveredSelection } from './find-uncovered';

export interface UncoveredOrder extends UncoveredSelection {
  format: UncoveredFormat;
  encoding: TextEncoding;
  language: 'zh' | 'en';
}

/** All base units nobody reaches a station from in time, as the bytes of a file. */
export async function exportUncovered(source: CoverageSource, order: UncoveredOrder): Promise<Result<Uint8Array>> {
  const found = await findUncovered(source, order);
  if (!found.ok) return found;
  const { on, units, row } = found.value;
  const { format, encoding, language } = order;
  const isEstimate = on.units.assumed.some((flag) => flag === 1);
  const title = language === 'zh' ? `${order.minutes} 分钟走不到` : `Beyond ${order.minutes} minutes`;
  return ok(writeUncovered(units.map(row), { format, encoding, language, isEstimate, title }));
}
