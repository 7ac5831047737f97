// SPDX-License-Identifier: GPL-2.0-or-later
// A fuzz target without libFuzzer, for every compiler and build type: its own
// first corpus, then inputs by chance, always the same ones.
//   PROGRAM [-runs=N] [FILE or FOLDER]...
// One that fails stays in PROGRAM.input: `PROGRAM -runs=1 PROGRAM.input` repeats it.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" [[gnu::weak]] int LLVMFuzzerInitialize(int* argc, char*** argv);

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

void keep(const std::string& path, const Bytes& bytes) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

Bytes by_chance(std::mt19937& chance) {
  Bytes bytes(chance() % 400);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(chance());
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  if (LLVMFuzzerInitialize) LLVMFuzzerInitialize(&argc, &argv);
  std::size_t wanted = 100, done = 0;
  const auto kept = std::string(argv[0]) + ".input";
  const auto run = [&](const Bytes& input) {
    ++done;
    keep(kept, input);
    LLVMFuzzerTestOneInput(input.data(), input.size());
  };
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    constexpr std::string_view kRuns = "-runs=";
    if (argument.starts_with(kRuns)) {
      std::from_chars(argument.begin() + kRuns.size(), argument.end(), wanted);
      continue;
    }
    for (const auto& file : files_of(argument))
      if (done < wanted || !std::filesystem::is_directory(argument)) run(contents(file));
  }
  std::mt19937 chance(1);
  while (done < wanted) run(by_chance(chance));
  std::filesystem::remove(kept);
  std::cerr << done << " inputs\n";
}
