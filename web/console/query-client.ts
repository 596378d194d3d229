import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "#web/api.ts";

/** The owner of all server data. A session that ended anywhere ends everywhere: the sign-in comes back. */
export function createClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const ended = error instanceof ApiError && error.code === "unauthenticated";
        if (ended && query.queryKey[0] !== "me") void client.invalidateQueries({ queryKey: ["me"] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && ["offline", "busy"].includes(error.code),
      },
    },
  });
  return client;
}
