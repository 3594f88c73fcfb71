#include "base/mapped_file.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace micrograph {

namespace {

/// A descriptor that is closed when done with; a mapping outlives it.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0)
      ::close(number);
  }
};

} // namespace

MappedFile::MappedFile(const std::filesystem::path& path) {
  const Place place{path.string(), {}, {}, {}, {}};
  const auto fail = [&place](const char* what) -> void {
    throw IoError(errno == ENOENT ? "input.missing" : "input.unreadable", std::string(what) + ": " + std::strerror(errno), place);
  };
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat status {};
  if (file.number < 0 || ::fstat(file.number, &status) != 0)
    fail("cannot be opened");
  if (!S_ISREG(status.st_mode))
    throw IoError("input.not-a-file", "is not a regular file", place);
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0)
    return; // the system maps no empty files
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (start == MAP_FAILED)
    fail("cannot be mapped");
  bytes_ = {static_cast<const std::byte*>(start), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty())
    ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

} // namespace micrograph
