// A picture that the bundler puts into the code, as a data URL.
declare module '*.png?inline' {
  const dataUrl: string;
  export default dataUrl;
}
