# One call per module: a static library of all .cpp files in the folder, the
# warnings, and the include root. Reading src/CMakeLists.txt is reading the
# architecture; the include directions themselves are held by tests/architecture.

find_package(PkgConfig REQUIRED)

add_library(micrograph_options INTERFACE)
target_include_directories(micrograph_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(micrograph_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wcast-align -Woverloaded-virtual)
target_compile_definitions(micrograph_options INTERFACE MICROGRAPH_VERSION="${PROJECT_VERSION}")
# Enough to name functions and lines. With types and variables each of a hundred test programs has hundreds of megabytes of what all
# of them link; who wants to look at variables builds the type Debug. (Kept beside the objects, -gsplit-dwarf, valgrind cannot read it.)
target_compile_options(micrograph_options INTERFACE $<$<CONFIG:RelWithDebInfo>:-g1>)
if(MICROGRAPH_SANITIZE)
  target_compile_options(micrograph_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(micrograph_options INTERFACE -fsanitize=address,undefined)
endif()
if(MICROGRAPH_TSAN)
  target_compile_options(micrograph_options INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(micrograph_options INTERFACE -fsanitize=thread)
endif()
if(MICROGRAPH_FUZZ)
  target_compile_options(micrograph_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# micrograph_module(name [USES module...] [LINKS target...])
#   USES   modules below it, visible to whoever uses this one
#   LINKS  foreign libraries, private: each is used by one wrapper only
function(micrograph_module name)
  cmake_parse_arguments(MODULE "" "" "USES;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp
       ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*/*.cpp)
  if(sources)
    add_library(micrograph_${name} STATIC ${sources})
    set(scope PUBLIC)
    target_link_libraries(micrograph_${name} PRIVATE ${MODULE_LINKS})
  else()
    add_library(micrograph_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  list(TRANSFORM MODULE_USES PREPEND micrograph_)
  target_link_libraries(micrograph_${name} ${scope} micrograph_options ${MODULE_USES})
endfunction()
