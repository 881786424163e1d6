// A component that is loaded when it is first shown. Until then there is nothing in its place.
// Not React's lazy: what a Suspense boundary reveals, React holds back until 300 ms after the last fallback, loaded or not.
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

export interface LateComponent<P> {
  (props: P): ReactNode;
  /** Loads it before it is shown. Rejects where it cannot be loaded now; then it is tried again when it is shown. */
  readonly load: () => Promise<unknown>;
}

/** A component that cannot be loaded fails as one that cannot be rendered. */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): LateComponent<P> {
  let loaded: ComponentType<P> | null = null;
  const loadOnce = async () => (loaded ??= await load());

  function Late(props: P) {
    const [Component, setComponent] = useState(() => loaded);
    useEffect(() => {
      if (Component !== null) return undefined;
      let isShown = true;
      loadOnce().then(
        (now) => isShown && setComponent(() => now),
        (error: unknown) =>
          isShown &&
          setComponent(() => {
            throw error;
          }),
      );
      return () => {
        isShown = false;
      };
    }, [Component]);
    return Component && <Component {...props} />;
  }

  return Object.assign(Late, { load: loadOnce });
}
