# Takes the finished program: `nix-build -E '(import <nixpkgs> {}).callPackage ./package.nix {}'`.
{ lib, stdenvNoCC, fetchurl }:

let
  files = {
    x86_64-linux = { name = "pressmark-1.2.3-x86_64-unknown-linux-gnu.tar.gz"; hash = "sha256-G7h+B76eUvwNylOhwHGPrCPotCArnDRuEvB1diUHpUQ="; };
    aarch64-linux = { name = "pressmark-1.2.3-aarch64-unknown-linux-gnu.tar.gz"; hash = "sha256-hr9VLLKfYRGDMPuBe8OBndut6JjCbsjAo8gl9LxeLic="; };
    x86_64-darwin = { name = "pressmark-1.2.3-x86_64-apple-darwin.tar.gz"; hash = "sha256-g4Y2+1HHwpX1OsC+z6ZvTncmw4ivP8k5flfJf1+XyEA="; };
    aarch64-darwin = { name = "pressmark-1.2.3-aarch64-apple-darwin.tar.gz"; hash = "sha256-YCUm/l0HIPj7j2AnLJJKdU65DEYTgZCOXYpfBPblBMA="; };
  };
  system = stdenvNoCC.hostPlatform.system;
  file = files.${system} or (throw "pressmark has no program for ${system}");
in
stdenvNoCC.mkDerivation {
  pname = "pressmark";
  version = "1.2.3";

  src = fetchurl {
    url = "https://github.com/OWNER/pressmark/releases/download/v1.2.3/${file.name}";
    hash = file.hash;
  };

  # It is static on Linux, and stripped.
  dontBuild = true;
  dontFixup = true;

  installPhase = ''
    runHook preInstall
    install -D -m 755 pressmark "$out/bin/pressmark"
    install -D -m 644 -t "$out/share/man/man1" man/*.1
    install -D -m 644 completions/pressmark.bash "$out/share/bash-completion/completions/pressmark"
    install -D -m 644 completions/_pressmark "$out/share/zsh/site-functions/_pressmark"
    install -D -m 644 completions/pressmark.fish "$out/share/fish/vendor_completions.d/pressmark.fish"
    install -D -m 644 -t "$out/share/doc/pressmark" LICENSE-*
    runHook postInstall
  '';

  meta = {
    description = "Markdown manuscript to EPUB and typeset PDF";
    homepage = "https://github.com/OWNER/pressmark";
    license = with lib.licenses; [ mit asl20 ];
    sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
    mainProgram = "pressmark";
    platforms = builtins.attrNames files;
  };
}
