import type { ImportPhase, ImportProgress } from '../geodata/formats/import-progress';
import type { ReportLanguage } from './import-report-text';

const phases: Record<ReportLanguage, Record<ImportPhase, string>> = {
  zh: {
    reading: '读取',
    'base-units': '基础单元',
    streets: '道路',
    areas: '区域',
    basemap: '底图',
    elevation: '高程',
    stations: '服务站',
    incidents: '事件',
    plans: '网格方案',
    saving: '写入数据库',
  },
  en: {
    reading: 'Reading',
    'base-units': 'Base units',
    streets: 'Streets',
    areas: 'Areas',
    basemap: 'Base map',
    elevation: 'Elevation',
    stations: 'Stations',
    incidents: 'Incidents',
    plans: 'Grid plans',
    saving: 'Writing to the database',
  },
};

/** Progress in one line of words: what, of which file, how much of how much, how long it still takes. */
export function progressText(progress: ImportProgress, language: ReportLanguage): string {
  const { phase, file, done, total, unit, secondsLeft } = progress;
  const parts = [phases[language][phase]];
  if (file !== null) parts.push(file);
  if (unit === 'bytes') parts.push(`${megabytes(done)} / ${megabytes(total)} MB`);
  else if (unit === 'rows' && total > 0)
    parts.push(`${done.toLocaleString('en-US')} / ${total.toLocaleString('en-US')}`);
  else if (unit === 'layers') parts.push(`${done + 1} / ${total}`);
  if (secondsLeft !== null && secondsLeft >= 1) {
    const seconds = Math.ceil(secondsLeft);
    parts.push(language === 'zh' ? `还需约 ${seconds} 秒` : `about ${seconds} s left`);
  }
  return parts.join(' · ');
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

export interface ProgressLine {
  show(progress: ImportProgress): Promise<void>;
  /** Takes the line away, so that what is printed next starts at its beginning. */
  clear(): void;
}

/**
 * Shows progress on a terminal in one line that is written over; elsewhere (a log, a pipe) one plain line
 * a file that is read and one when writing begins.
 * Each report lets the event loop turn, so that Ctrl-C is heard.
 */
export function createProgressLine(
  out: { isTTY?: boolean; columns?: number; write(text: string): unknown },
  language: ReportLanguage,
): ProgressLine {
  let isShown = false;
  let said = '';
  return {
    async show(progress) {
      const text = progressText(progress, language);
      if (out.isTTY) {
        out.write(`\r\u001b[K${clip(text, (out.columns || 80) - 1)}`);
        isShown = true;
      } else {
        // Steps that read no file pass in a moment: a log is no longer for them.
        const isTold = progress.unit === 'bytes' || progress.phase === 'saving';
        const key = isTold ? `${progress.phase} ${progress.file ?? ''}` : said;
        if (key !== said) out.write(`${text}\n`);
        said = key;
      }
      await new Promise<void>((done) => setImmediate(done));
    },
    clear() {
      if (isShown) out.write('\r\u001b[K');
      isShown = false;
    },
  };
}

/** Cut to the width of a terminal, where Chinese characters take two columns. */
function clip(text: string, columns: number): string {
  let width = 0;
  let shown = '';
  for (const character of text) {
    width += /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\uff60]/u.test(character) ? 2 : 1;
    if (width > columns) return shown;
    shown += character;
  }
  return shown;
}
