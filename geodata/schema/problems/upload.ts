import type { ProblemEntry } from './problem-entry';

/** What can be wrong with an import by upload: its files, its session, its run. */
export const uploadProblems = {
  'import.not-found': {
    status: 404,
    zh: '没有这次导入，可能已过一天或已被放弃。请重新选择文件',
    en: 'There is no such import; it is over a day old or was dropped. Choose the files again',
  },
  'import.too-many': {
    status: 429,
    zh: '已有 {limit} 次导入没有做完。请先完成或放弃其中一些',
    en: '{limit} imports are under way already. Finish or drop some of them first',
  },
  'import.running': {
    status: 409,
    zh: '这次导入正在进行。请等它完成，或先取消',
    en: 'This import is running. Wait until it ends, or cancel it first',
  },
  'import.not-running': {
    status: 409,
    zh: '这次导入没有在进行，无可取消',
    en: 'This import is not running; there is nothing to cancel',
  },
  'import.saving': {
    status: 409,
    zh: '数据已经读完，正在写入，几秒后就好，这一步不能取消',
    en: 'Everything is read and being written; this takes a few seconds and cannot be cancelled',
  },
  'import.place-busy': {
    status: 409,
    zh: '“{place}”正在由另一次导入更新。请等它完成后再试',
    en: '“{place}” is being updated by another import. Try again when that is done',
  },
  'import.no-files': {
    status: 409,
    zh: '还没有文件。请先选择要导入的文件',
    en: 'There are no files yet. Choose the files to import first',
  },
  'import.synthetic-place': {
    status: 409,
    zh: '“{place}”是演示县的编号。请为导入的地方另起一个编号',
    en: '“{place}” is the id of the demo county. Give the imported place another id',
  },
  'import.thread-lost': {
    status: 500,
    zh: '导入中断了（{reason}），原来的数据没有改动。文件可能太大，内存不够',
    en: 'The import broke off ({reason}); the data is as it was. The files may be too large for the memory',
  },
  'upload.bad-name': {
    status: 400,
    zh: '不能用“{name}”作文件名：不能含斜杠，不能以点开头，最长 120 个字符',
    en: '“{name}” cannot be a file name: no slashes, no dot in front, at most 120 characters',
  },
  'upload.too-large': {
    status: 413,
    zh: '“{name}”放不下：一次导入的文件合计最多 {limit} MB。可以先裁小范围，或请管理员调高上限（UPLOAD_LIMIT_MB）',
    en: '“{name}” does not fit: the files of one import may have {limit} MB in all. Cut it to a smaller area, or ask the administrator to raise UPLOAD_LIMIT_MB',
  },
  'upload.too-many-files': {
    status: 413,
    zh: '一次导入最多 {limit} 个文件',
    en: 'One import takes at most {limit} files',
  },
  'upload.disk-full': {
    status: 507,
    zh: '服务器磁盘空间不足，“{name}”没有存下。请管理员清理磁盘后重试',
    en: 'The disk of the server is full; “{name}” was not kept. Ask the administrator to make room, then try again',
  },
  'upload.broken-off': {
    status: 400,
    zh: '“{name}”只传来一部分，没有留下。请重传',
    en: 'Only a part of “{name}” arrived and was not kept. Send it again',
  },
  'upload.no-such-file': { status: 404, zh: '没有文件“{name}”', en: 'There is no file “{name}”' },
  'upload.empty': { status: 422, zh: '文件是空的', en: 'The file is empty' },
  'upload.unknown-format': {
    status: 422,
    zh: '认不出这是什么文件。可以用：{formats}',
    en: 'This is no kind of file we know. Known are: {formats}',
  },
} satisfies Record<string, ProblemEntry>;
