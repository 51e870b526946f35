class Pressmark < Formula
  desc "Markdown manuscript to EPUB and typeset PDF"
  homepage "https://github.com/OWNER/pressmark"
  version "1.2.3"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "https://github.com/OWNER/pressmark/releases/download/v1.2.3/pressmark-1.2.3-aarch64-apple-darwin.tar.gz"
      sha256 "602526fe5d0720f8fb8f60272c924a754eb90c461381908e5d8a5f04f6e504c0"
    end
    on_intel do
      url "https://github.com/OWNER/pressmark/releases/download/v1.2.3/pressmark-1.2.3-x86_64-apple-darwin.tar.gz"
      sha256 "838636fb51c7c295f53ac0becfa66f4e7726c388af3fc9397e57c97f5f97c840"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/OWNER/pressmark/releases/download/v1.2.3/pressmark-1.2.3-aarch64-unknown-linux-gnu.tar.gz"
      sha256 "86bf552cb29f61118330fb817bc3819ddbade898c26ec8c0a3c825f4bc5e2e27"
    end
    on_intel do
      url "https://github.com/OWNER/pressmark/releases/download/v1.2.3/pressmark-1.2.3-x86_64-unknown-linux-gnu.tar.gz"
      sha256 "1bb87e07be9e52fc0dca53a1c0718fac23e8b4202b9c346e12f075762507a544"
    end
  end

  def install
    bin.install "pressmark"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/pressmark.bash" => "pressmark"
    zsh_completion.install "completions/_pressmark"
    fish_completion.install "completions/pressmark.fish"
  end

  test do
    system bin/"pressmark", "init", "book"
    system bin/"pressmark", "build", "book", "-o", "out"
    assert_path_exists testpath/"out/the-harbour.epub"
    assert_path_exists testpath/"out/the-harbour.pdf"
  end
end
