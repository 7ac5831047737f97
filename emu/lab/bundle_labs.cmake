# SPDX-License-Identifier: GPL-2.0-or-later
# Makes every file of assets/labs part of the program.
get_filename_component(root ${CMAKE_CURRENT_LIST_DIR}/../.. ABSOLUTE)
file(GLOB lab_files CONFIGURE_DEPENDS ${root}/assets/labs/*.toml)
list(SORT lab_files)
set(labs "")
foreach(lab_file IN LISTS lab_files)
  get_filename_component(name ${lab_file} NAME_WE)
  file(READ ${lab_file} text)
  string(APPEND labs "{\"${name}\", R\"lab(${text})lab\"},\n")
endforeach()
set(playlist_file ${root}/assets/labs/lecture.playlist)
file(READ ${playlist_file} playlist)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lab_files} ${playlist_file})
configure_file(${CMAKE_CURRENT_LIST_DIR}/bundled_labs.cpp.in
               ${CMAKE_CURRENT_BINARY_DIR}/bundled_labs.cpp @ONLY)
target_sources(emu_lab PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/bundled_labs.cpp)
