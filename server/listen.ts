import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { fail, ok } from '../geodata/schema/problems';
import type { Result } from '../geodata/schema/problems';

/** Listens, and answers the port it got. Fails with `start.port-in-use` or `start.port-refused`. */
export function listen(server: Server, host: string, port: number): Promise<Result<number>> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      resolve(
        error.code === 'EADDRINUSE'
          ? fail('start.port-in-use', { port, other: port < 65535 ? port + 1 : 8787 })
          : fail('start.port-refused', { host, port, reason: error.code ?? error.message }),
      );
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve(ok((server.address() as AddressInfo).port));
    });
  });
}
