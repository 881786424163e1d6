// A program that holds a file without sharing it, as a virus scanner does: from its start until the test answers on the port.
// Arguments: the path of the file, and the port on 127.0.0.1. It sends "held" and "free".
import { connect } from 'node:net';
import { loadSecurity } from '../../electron/machine/windows/win32/security-api';
import { wide } from '../../electron/machine/windows/win32/win32-api';

const genericRead = 0x8000_0000;
const openExisting = 3;

async function main(): Promise<void> {
  const [path = '', port = ''] = process.argv.slice(2);
  const api = await loadSecurity();
  const file = api.createFile(wide(path), genericRead, 0, null, openExisting, 0, 0);
  const channel = connect(Number(port), '127.0.0.1');
  channel.write(Number(file) === -1 ? `failed ${api.getLastError()}` : 'held');
  channel.once('data', () => {
    api.closeHandle(file);
    channel.end('free');
  });
}

void main();
