/** Addresses of what the browser loads, by entry; how they are found differs between development and production. */
export type WebAssets = {
  /** `<script>` and `<link>` tags of an entry of `vite.config.ts`, ready for the head of a page. */
  readonly tagsFor: (entry: "console" | "respond") => string;
};
