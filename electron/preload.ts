// Puts the contract's bridge on `window`, nothing else: named calls, named events.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge } from './contract/ipc/bridge';
import { sizeProblem } from './contract/ipc/message-size';
import {
  bridgeName,
  callChannel,
  callNames,
  eventChannel,
  eventNames,
  policyMarker,
  startMarkers,
} from './contract/ipc/channels';

const bridge: Bridge = {
  call(name, input) {
    // A name that does not exist goes on as none at all: the gate refuses it, and it is in the log.
    const asked = callNames.includes(name) ? { name, input } : { name: null };
    // What is too large would hold up the main process while it arrives: it is measured here, and refused there.
    const problem = sizeProblem(asked);
    return ipcRenderer.invoke(callChannel, problem === null ? asked : { name: asked.name, problem });
  },
  on(name, listener) {
    if (!eventNames.includes(name)) throw new Error(`no such event: ${name}`);
    const onEvent = (_: IpcRendererEvent, event: { name: string; payload: never }) => {
      if (event.name === name) listener(event.payload);
    };
    ipcRenderer.on(eventChannel, onEvent);
    return () => ipcRenderer.removeListener(eventChannel, onEvent);
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
// eslint-disable-next-line no-console -- the only way out that needs no call: window.ts reads it
console.info(startMarkers.preload);
window.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  // eslint-disable-next-line no-console -- as above
  console.info(`${policyMarker}${effectiveDirective}: ${blockedURI}`);
});
