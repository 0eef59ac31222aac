/** `npm ci`, when node_modules is missing or older than the lock file. */
export function install(options?: { withDevelopment?: boolean }): Promise<void>;
/** Both halves of dist/, when a source file changed since they were built. */
export function build(): Promise<void>;
