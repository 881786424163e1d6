// A service whose code is loaded at its first call: the command line loads what its command needs.

type Asynchronous<Service> = { readonly [Name in keyof Service]: (...args: never[]) => Promise<unknown> };

/** The service that `load` makes, once. All of its functions answer with a promise, and none needs `this`. */
export function loadedWhenCalled<Service extends Asynchronous<Service>>(load: () => Promise<Service>): Service {
  let loaded: Promise<Service> | null = null;
  const call =
    (name: keyof Service) =>
    async (...args: never[]) => {
      loaded ??= load();
      return (await loaded)[name](...args);
    };
  // What has a `then` is taken for a promise, and waited for.
  return new Proxy({} as Service, { get: (_, name) => (name === 'then' ? undefined : call(name as keyof Service)) });
}
