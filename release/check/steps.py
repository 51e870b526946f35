"""Runs the steps of a composite action as a runner of GitHub does: with bash, and with files for outputs and the summary."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

# What a runner starts for `shell: bash`.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@dataclass
class Result:
    """The end of an action."""

    code: int
    log: str
    summary: str
    outputs: dict[str, str]
    path: list[str] = field(default_factory=list)


def run(action: Path, inputs: dict[str, str], workspace: Path, temp: Path) -> Result:
    """Runs the action of a folder in a workspace, until a step fails."""
    described = YAML(typ="safe").load(action / "action.yml")
    unknown = set(inputs) - set(described["inputs"])
    assert not unknown, f"the action has no input {unknown}"
    context = {f"inputs.{name}": str(value.get("default", "")) for name, value in described["inputs"].items()}
    context |= {f"inputs.{name}": value for name, value in inputs.items()}
    context |= {
        "github.action_path": str(action),
        "github.action_repository": "OWNER/pressmark",
        "github.server_url": "https://github.invalid",
    }
    result = Result(0, "", "", {})
    for number, step in enumerate(described["runs"]["steps"]):
        assert step["shell"] == "bash" and "${{" not in step["run"], "inputs belong into env"
        files = {name: temp / f"{number}-{name}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in files.values():
            file.touch()
        environment = {
            **os.environ,
            "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": str(temp),
            **{name: str(file) for name, file in files.items()},
            **{name: replaced(str(value), context) for name, value in step.get("env", {}).items()},
        }
        script = temp / f"{number}.sh"
        script.write_text(step["run"], "utf-8")
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        done = subprocess.run([*BASH, script], check=False, cwd=workspace, env=environment, **pipes)
        result.code, result.log = done.returncode, result.log + done.stdout
        result.summary += files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        result.path += files["GITHUB_PATH"].read_text("utf-8").splitlines()
        for name, value in outputs(files["GITHUB_OUTPUT"].read_text("utf-8")).items():
            context[f"steps.{step['id']}.outputs.{name}"] = value
        if result.code != 0:
            break
    result.outputs = {name: replaced(output["value"], context) for name, output in described["outputs"].items()}
    return result


def replaced(text: str, context: dict[str, str]) -> str:
    """Returns a text with its expressions replaced; what is unknown is empty, as on a runner."""
    return EXPRESSION.sub(lambda found: context.get(found[1], ""), text)


def outputs(text: str) -> dict[str, str]:
    """Parses the file of outputs: `name=value`, or `name<<END`, lines, `END`."""
    found, lines = {}, iter(text.splitlines())
    for line in lines:
        name, mark, end = line.partition("<<")
        if mark and "=" not in name:
            value = []
            for inner in lines:
                if inner == end:
                    break
                value.append(inner)
            found[name] = "\n".join(value)
        else:
            name, _, value = line.partition("=")
            found[name] = value
    return found
