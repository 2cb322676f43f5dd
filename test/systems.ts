import { test } from "@jest/globals";

type Story = (title: string, run: () => void | Promise<void>) => void;

/** What Windows does otherwise: signals, permissions, priorities, sockets that outlive their process. */
export const onUnix: Story = storyWhere(process.platform !== "win32", "Windows does this otherwise");

/** Linux's /proc tells of a process's children and memory. */
export const onLinux: Story = storyWhere(process.platform === "linux", "there is no /proc");

function storyWhere(isThere: boolean, because: string): Story {
  return (title, run) => (isThere ? test(title, run) : test.skip(`${title} (skipped: ${because})`, run));
}
