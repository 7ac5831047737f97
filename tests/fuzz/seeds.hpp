// SPDX-License-Identifier: GPL-2.0-or-later
// A first corpus made in code: files beside the program, in PROGRAM.seeds,
// which becomes the last corpus folder on libFuzzer's command line. A command
// line with files (a crash to look at) stays as it is.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace vectorscope::fuzz {

inline void give_seeds(int* argc, char*** argv,
                       const std::vector<std::vector<std::uint8_t>>& seeds) {
  for (int i = 1; i < *argc; ++i)
    if (std::filesystem::is_regular_file((*argv)[i])) return;
  static std::string folder = std::string((*argv)[0]) + ".seeds";
  std::filesystem::create_directories(folder);
  for (std::size_t i = 0; i < seeds.size(); ++i)
    std::ofstream(folder + "/seed-" + std::to_string(i), std::ios::binary)
        .write(reinterpret_cast<const char*>(seeds[i].data()),
               static_cast<std::streamsize>(seeds[i].size()));
  static std::vector<char*> arguments(*argv, *argv + *argc);
  arguments.push_back(folder.data());
  arguments.push_back(nullptr);
  *argc = static_cast<int>(arguments.size()) - 1;
  *argv = arguments.data();
}

}  // namespace vectorscope::fuzz
