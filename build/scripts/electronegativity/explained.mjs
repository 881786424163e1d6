// What Electronegativity finds in this program, and why each is as it should be. `npm run lint` fails for a finding that
// does not stand here, and for a line here that is found no more.

/** @type {readonly { id: string, file: string, why: string }[]} */
export const explained = [
  {
    id: 'CSP_GLOBAL_CHECK',
    file: 'N/A',
    why: 'it looks for a policy in pages and onHeadersReceived; ours is a header of each page of our own scheme (policy in electron/window/session-policy.ts), seen at work in e2e/hostile-ways-out.spec.ts',
  },
  {
    id: 'CUSTOM_ARGUMENTS_JS_CHECK',
    file: 'electron/window/session-policy.ts',
    why: 'the switch host-resolver-rules takes the look-up of names away from the pages; it opens nothing',
  },
  {
    id: 'CUSTOM_ARGUMENTS_JS_CHECK',
    file: 'electron/app/application.ts',
    why: 'js-flags bounds the young heap of the pages, a fixed text; it switches no protection off',
  },
  {
    id: 'AUXCLICK_JS_CHECK',
    file: 'electron/window/window.ts',
    why: 'a middle click asks for a new window, and setWindowOpenHandler denies every one (e2e/hostile-ways-out.spec.ts)',
  },
  {
    id: 'AUXCLICK_JS_CHECK',
    file: 'electron/window/print-to-pdf.ts',
    why: 'nobody clicks in a hidden window; it runs no script, denies new windows and cancels every request but that of its one page (e2e/ticket.spec.ts)',
  },
  {
    id: 'PRELOAD_JS_CHECK',
    file: 'electron/window/window.ts',
    why: 'wants the preload reviewed by a person: it exposes two functions, and what the page sends through them is refused or not by the gate (e2e/hostile-calls.spec.ts)',
  },
];
