/** A server on this machine that must hear nothing: it counts every connection and every packet, understood or not. */
import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';

export interface LeakServer {
  readonly port: number;
  /** What came, in the order it came. */
  readonly heard: string[];
  close(): Promise<void>;
}

export async function listenForLeaks(): Promise<LeakServer> {
  const heard: string[] = [];
  const streams = createServer((socket) => {
    heard.push('a connection');
    socket.on('data', (data) => heard.push(data.toString('latin1').split('\r\n', 1)[0] ?? ''));
    socket.on('error', () => {});
    socket.end();
  });
  await new Promise<void>((resolve) => streams.listen(0, '127.0.0.1', resolve));
  const { port } = streams.address() as AddressInfo;
  const packets = createSocket('udp4', (data) => heard.push(`a packet of ${data.length} bytes`));
  await new Promise<void>((resolve) => packets.bind(port, '127.0.0.1', resolve));
  return {
    port,
    heard,
    close: async () => {
      await new Promise<void>((resolve) => packets.close(resolve));
      await new Promise((resolve) => streams.close(resolve));
    },
  };
}
