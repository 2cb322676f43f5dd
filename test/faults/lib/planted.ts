import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { plant } from "./files.ts";
import { privateKey, secrets } from "./secrets.ts";

/** A file of code that is full of what must not be shown, and whose own code should be. */
const config = `
import os

def connect_to_storage(region, retries):
    GITHUB_TOKEN = "${secrets["a GitHub token"]}"
    aws_access_key_id = "${secrets["an AWS key"]}"
    openai = OpenAI(api_key="${secrets["an OpenAI key"]}")
    database = "postgres://admin:${secrets["a password in an address"]}@db.internal/shop"
    storage = Storage(region, password="${secrets["a password by its name"]}", retries=retries)
    digest_key = "${secrets["a hexadecimal key"]}"
    return storage
`;

const keys = `
SIGNING_KEY = """
${privateKey}
"""

def sign_storage_request(request):
    return connect_to_storage(request.region, 3).sign(SIGNING_KEY)
`;

const main = `
from config import connect_to_storage
from keys import sign_storage_request
from linked_file import linked_helper
from linked.helper import folder_helper
from ignored.generated import generated_helper

def upload(request):
    storage = connect_to_storage(request.region, 3)
    signed = sign_storage_request(request)
    linked_helper(folder_helper(generated_helper(signed)))
    storage.
`;

/** What an editor opens: code that uses what must not be shown, and files that hold it. */
export const opened: Readonly<Record<string, string>> = {
  "main.py": main,
  "config.py": config,
  "keys.py": keys,
  ".env": "A=1\n",
  id_rsa: privateKey,
};

/** A repository with secrets in all places where they are by mistake, and links to what lies outside of it. */
export function plantSecrets(folder: string, outside: string): void {
  plant(outside, {
    "file.py": `def linked_helper(x):\n    ${secrets["a linked file outside"]} = x\n`,
    "folder/helper.py": `def folder_helper(x):\n    ${secrets["a file in a linked folder outside"]} = x\n`,
  });
  plant(folder, {
    "config.py": config,
    "keys.py": keys,
    "main.py": main,
    ".env": `STORAGE_SECRET=${secrets["a value of .env"]}\n`,
    "secrets.json": `{"storage": "${secrets["a value of a file of secrets"]}"}`,
    "local_settings.py": `storage_password = "${secrets["a value of Django's local settings"]}"\n`,
    id_rsa: privateKey,
    ".gitignore": "ignored/\n",
    "ignored/generated.py": `def generated_helper(x):\n    ${secrets["a file that git ignores"]} = x\n`,
    "linked/helper.py": "def folder_helper(x):\n    return x\n",
  });
  const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
  git("init", "-q");
  git("add", "-A");
  // Git goes on listing what lies behind a folder that has become a link.
  rmSync(join(folder, "linked"), { recursive: true });
  symlinkSync(join(outside, "folder"), join(folder, "linked"));
  symlinkSync(join(outside, "file.py"), join(folder, "linked_file.py"));
}
