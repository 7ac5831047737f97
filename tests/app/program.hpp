// SPDX-License-Identifier: GPL-2.0-or-later
// The real program, called as a person calls it.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace vectorscope::program {

struct Ended {
  int code = -1;  ///< 128 + signal if it was killed
  std::string out, err;
  /// The text after "hash " on the last line of stdout, empty if there is none.
  [[nodiscard]] std::string hash() const;
};

/// Runs it in a folder of its own that is empty at the start of the test. The
/// environment has no display. `interrupt_after_ms` sends Ctrl-C.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  Ended run(const std::vector<std::string>& arguments, int interrupt_after_ms = 0) const;
  void write(const std::string& name, const std::string& bytes) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> files() const;
  [[nodiscard]] bool has(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

/// An ELF32 with this code at 1 MB, and nothing else.
std::string tiny_elf(const std::string& code);

}  // namespace vectorscope::program
