//! A stand-in for Zed's extension API 0.7, after its public documentation: what our extension uses of it, with
//! a worktree that is this machine. It lets the extension be compiled and asked without Zed and the network.

use std::{collections::HashMap, env};

pub mod serde_json {
    #[derive(Clone, Debug)]
    pub struct Value;
}

pub type Result<T, E = String> = core::result::Result<T, E>;
pub type EnvVars = Vec<(String, String)>;

pub struct Command {
    pub command: String,
    pub args: Vec<String>,
    pub env: EnvVars,
}

pub struct LanguageServerId(pub String);

impl AsRef<str> for LanguageServerId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

pub struct Worktree;

impl Worktree {
    pub fn which(&self, program: &str) -> Option<String> {
        let folders = env::var_os("PATH")?;
        let found = env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())?;
        Some(found.to_string_lossy().into_owned())
    }

    pub fn shell_env(&self) -> EnvVars {
        env::vars().collect()
    }
}

pub mod settings {
    use super::*;

    pub struct CommandSettings {
        pub path: Option<String>,
        pub arguments: Option<Vec<String>>,
        pub env: Option<HashMap<String, String>>,
    }

    pub struct LspSettings {
        pub binary: Option<CommandSettings>,
        pub initialization_options: Option<serde_json::Value>,
        pub settings: Option<serde_json::Value>,
    }

    impl LspSettings {
        /// The user has set nothing, or with BINARY_PATH in the environment `lsp.hearth.binary.path`.
        pub fn for_worktree(_name: &str, _worktree: &Worktree) -> Result<Self> {
            let path = env::var("BINARY_PATH").ok();
            let binary = path.map(|path| CommandSettings { path: Some(path), arguments: None, env: None });
            Ok(LspSettings { binary, initialization_options: None, settings: None })
        }
    }
}

pub trait Extension: Send + Sync {
    fn new() -> Self
    where
        Self: Sized;

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command>;

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>>;

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>>;
}

/// Where the real macro exports the extension to Zed, this one makes a test that prints its command.
#[macro_export]
macro_rules! register_extension {
    ($extension:ty) => {
        #[cfg(test)]
        #[test]
        fn command() {
            let id = $crate::LanguageServerId("hearth".to_string());
            let mut extension = <$extension as $crate::Extension>::new();
            match $crate::Extension::language_server_command(&mut extension, &id, &$crate::Worktree) {
                Ok(command) => println!("runs {} {}", command.command, command.args.join(" ")),
                Err(error) => println!("says {error}"),
            }
        }
    };
}
