# Test helpers. Every test finds the real files through one setting: the CMake
# option MICROGRAPH_SHARED, or the environment variable of that name.

add_library(micrograph_test_support INTERFACE)
target_include_directories(micrograph_test_support INTERFACE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(micrograph_test_support INTERFACE
  MICROGRAPH_SHARED_DEFAULT="${MICROGRAPH_SHARED}" MICROGRAPH_SOURCE_DIR="${CMAKE_SOURCE_DIR}")

# doctest's main, compiled once for all programs: doctest itself is most of what such a file costs.
add_library(micrograph_test_main OBJECT ${CMAKE_CURRENT_SOURCE_DIR}/support/main.cpp)
target_link_libraries(micrograph_test_main PUBLIC doctest::doctest PRIVATE micrograph_options)

# micrograph_test(name FOLDER folder USES module... [LABELS label...])
function(micrograph_test name)
  cmake_parse_arguments(TEST "" "FOLDER" "USES;LABELS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${TEST_FOLDER}/*.cpp)
  add_executable(${name} ${sources})
  list(TRANSFORM TEST_USES PREPEND micrograph_)
  target_link_libraries(${name} PRIVATE micrograph_test_support micrograph_test_main ${TEST_USES})
  add_test(NAME ${name} COMMAND ${name})
  if(TEST_LABELS)
    set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}")
  endif()
endfunction()

# The unit tests of one module, tests/unit/<module>/*.cpp.
function(micrograph_unit_test module)
  micrograph_test(unit_${module} FOLDER ${CMAKE_CURRENT_SOURCE_DIR}/unit/${module} USES ${module} LABELS fast)
endfunction()
