import { expect, test } from "vitest";
import { networkOf } from "#server/http/network-of.ts";

test("an IPv6 address stands for its network, every other for itself", () => {
  const first = networkOf("2001:db8:1:2::1");
  expect(first).toBe("2001:db8:1:2::/64");
  for (const same of ["2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:0DB8:0001:0002::", "2001:db8:1:2::5%eth0"]) {
    expect(networkOf(same)).toBe(first);
  }
  expect(networkOf("2001:db8:1:3::1")).not.toBe(first);
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect([networkOf("::ffff:192.0.2.1"), networkOf("192.0.2.1"), networkOf("")]).toEqual([
    "192.0.2.1",
    "192.0.2.1",
    "",
  ]);
});
