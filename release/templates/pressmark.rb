class Pressmark < Formula
  desc "Markdown manuscript to EPUB and typeset PDF"
  homepage "${repository}"
  version "${version}"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "${downloads}/${darwin_arm64_file}"
      sha256 "${darwin_arm64_sha256}"
    end
    on_intel do
      url "${downloads}/${darwin_x64_file}"
      sha256 "${darwin_x64_sha256}"
    end
  end

  on_linux do
    on_arm do
      url "${downloads}/${linux_arm64_file}"
      sha256 "${linux_arm64_sha256}"
    end
    on_intel do
      url "${downloads}/${linux_x64_file}"
      sha256 "${linux_x64_sha256}"
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
