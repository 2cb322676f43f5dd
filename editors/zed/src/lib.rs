//! Starts `hearth --stdio` for Zed, and hands it the user's settings.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

struct Hearth;

impl zed::Extension for Hearth {
    fn new() -> Self {
        Hearth
    }

    /// `lsp.hearth.binary` of the user's settings, else `hearth` on the PATH of the project's shell.
    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let (path, arguments, env) = match binary {
            Some(binary) => (binary.path, binary.arguments, binary.env),
            None => (None, None, None),
        };
        let command = path.or_else(|| worktree.which("hearth")).ok_or(
            "hearth is not on the PATH: install it as its README says, \
             or set lsp.hearth.binary.path in Zed's settings",
        )?;
        let mut environment = worktree.shell_env();
        environment.extend(env.unwrap_or_default());
        Ok(zed::Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["--stdio".to_string()]),
            env: environment,
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.settings)
    }
}

zed::register_extension!(Hearth);
