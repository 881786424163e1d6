// Another program holds the window's end of the worker's channel, or the system does not tell which does.
export class ForeignServer extends Error {}
