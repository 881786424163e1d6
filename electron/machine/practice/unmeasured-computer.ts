// A computer whose sockets this program cannot read yet: every reading says so.
import { type as osName, release } from 'node:os';
import { failure } from '../../contract/errors/result';
import type { UsageSource } from '../interfaces/usage';

const notAvailable = () => Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' }));

export const unmeasuredComputer: UsageSource = {
  of: 'this-computer',
  product: `${osName()} ${release()}`,
  portTable: { read: notAvailable },
  portRange: { read: notAvailable },
};
