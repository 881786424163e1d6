/** A command that lists the ports in use, e.g. `netstat -anoq`. */
export interface PortsCommand {
  readonly command: string;
  /** Whether it lists ports that are bound, and neither connected nor listening. */
  readonly listsBound: boolean;
}
