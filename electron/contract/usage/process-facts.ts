// What is known of single processes and of the services in them.

/** A service that runs in a process. */
export interface ServiceFacts {
  /** As `sc query` names it, e.g. "Dnscache". */
  readonly name: string;
  readonly displayName: string;
  /** Whether it accepts to be stopped. */
  readonly isStoppable: boolean;
}

/** What is known of one process; what the system does not tell is null. */
export interface ProcessFacts {
  readonly processId: number;
  /** Milliseconds since 1970. With the process id it tells a process from a later one with the same id. */
  readonly startedAt: number | null;
  readonly path: string | null;
  /** As the file of the program names it. */
  readonly company: string | null;
  /** Number of open handles. */
  readonly handles: number | null;
  /** The services in it, empty where it has none. */
  readonly services: readonly ServiceFacts[] | null;
}
