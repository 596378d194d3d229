import { config } from "zod";

// The page's content security policy forbids eval, and zod would try it for speed.
config({ jitless: true });
