// Puts the contract's bridge on `window`, nothing else: calls and events by name, on one channel each.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge } from './contract/ipc/bridge';
import { sizeProblem } from './contract/ipc/message-size';
import { bridgeName, callChannel, eventChannel, policyMarker, startMarkers } from './contract/ipc/channels';

/** Longer than any name of a call. */
const longestName = 64;

const bridge: Bridge = {
  call(name, input) {
    // Which names there are, the gate knows. What cannot be one goes on as none at all: it is refused there, and in the log.
    const asked = isShortText(name) ? { name, input } : { name: null };
    // What is too large would hold up the main process while it arrives: it is measured here, and refused there.
    const problem = sizeProblem(asked);
    return ipcRenderer.invoke(callChannel, problem === null ? asked : { name: asked.name, problem });
  },
  on(name, listener) {
    const onEvent = (_: IpcRendererEvent, event: { name: string; payload: never }) => {
      if (event.name === name) listener(event.payload);
    };
    ipcRenderer.on(eventChannel, onEvent);
    return () => ipcRenderer.removeListener(eventChannel, onEvent);
  },
};

function isShortText(name: unknown): boolean {
  return typeof name === 'string' && name.length <= longestName;
}

contextBridge.exposeInMainWorld(bridgeName, bridge);
// oxlint-disable-next-line no-console -- the only way out that needs no call: window.ts reads it
console.info(startMarkers.preload);
window.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  // oxlint-disable-next-line no-console -- as above
  console.info(`${policyMarker}${effectiveDirective}: ${blockedURI}`);
});
