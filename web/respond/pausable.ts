/** A wait that can be cut short: by the person, or by the network coming back. */
export type Pausable = { readonly wait: (ms: number) => Promise<void>; readonly end: () => void };

export function pausable(): Pausable {
  let end = () => {};
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done() {
          clearTimeout(timer);
          window.removeEventListener("online", done);
          resolve();
        }
        end = done;
        window.addEventListener("online", done);
      }),
    end: () => end(),
  };
}
