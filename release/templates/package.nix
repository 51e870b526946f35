# Takes the finished program: `nix-build -E '(import <nixpkgs> {}).callPackage ./package.nix {}'`.
{ lib, stdenvNoCC, fetchurl }:

let
  files = {
    x86_64-linux = { name = "${linux_x64_file}"; hash = "${linux_x64_sri}"; };
    aarch64-linux = { name = "${linux_arm64_file}"; hash = "${linux_arm64_sri}"; };
    x86_64-darwin = { name = "${darwin_x64_file}"; hash = "${darwin_x64_sri}"; };
    aarch64-darwin = { name = "${darwin_arm64_file}"; hash = "${darwin_arm64_sri}"; };
  };
  system = stdenvNoCC.hostPlatform.system;
  file = files.$${system} or (throw "pressmark has no program for $${system}");
in
stdenvNoCC.mkDerivation {
  pname = "pressmark";
  version = "${version}";

  src = fetchurl {
    url = "${downloads}/$${file.name}";
    hash = file.hash;
  };

  # It is static on Linux, and stripped.
  dontBuild = true;
  dontFixup = true;

  installPhase = ''
    runHook preInstall
    install -D -m 755 pressmark "$$out/bin/pressmark"
    install -D -m 644 -t "$$out/share/man/man1" man/*.1
    install -D -m 644 completions/pressmark.bash "$$out/share/bash-completion/completions/pressmark"
    install -D -m 644 completions/_pressmark "$$out/share/zsh/site-functions/_pressmark"
    install -D -m 644 completions/pressmark.fish "$$out/share/fish/vendor_completions.d/pressmark.fish"
    install -D -m 644 -t "$$out/share/doc/pressmark" LICENSE-*
    runHook postInstall
  '';

  meta = {
    description = "Markdown manuscript to EPUB and typeset PDF";
    homepage = "${repository}";
    license = with lib.licenses; [ mit asl20 ];
    sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
    mainProgram = "pressmark";
    platforms = builtins.attrNames files;
  };
}
