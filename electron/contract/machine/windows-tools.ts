// The tools of Windows that the window can have opened.
export const windowsTools = ['registry-editor', 'services', 'task-manager'] as const;
export type WindowsTool = (typeof windowsTools)[number];
