#include "graph/temp_file.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace micrograph::graph {

namespace {

/// True if this says that the file system, or a kernel of old, knows no files without a name.
bool knows_no_unnamed_files(int error) {
  return error == EOPNOTSUPP || error == EISDIR || error == EINVAL;
}

/// Negative if it cannot be; errno says why.
int open_unnamed(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0 || !knows_no_unnamed_files(errno))
    return descriptor;
  std::string name = (folder / "micrograph-XXXXXX").string();
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0)
    ::unlink(name.c_str());
  return named;
}

} // namespace

TempFile::TempFile(std::filesystem::path folder)
    : folder_(std::move(folder)), descriptor_(open_unnamed(folder_)) {
  if (descriptor_ < 0)
    fail("no temporary file can be made", errno);
}

TempFile::~TempFile() {
  if (descriptor_ >= 0)
    ::close(descriptor_);
}

TempFile::TempFile(TempFile&& other) noexcept
    : folder_(std::move(other.folder_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

TempFile& TempFile::operator=(TempFile&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

void TempFile::fail(const char* what, int error) const {
  throw IoError("spool.failed",
                std::string(what) + " in the folder for temporary files: " + std::strerror(error) +
                    "; TMPDIR may name another folder",
                Place{folder_.string(), {}, {}, {}, {}});
}

void TempFile::write(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      fail("a temporary file cannot be written", count < 0 ? errno : ENOSPC);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

void TempFile::read(std::uint64_t offset, std::span<std::byte> out) const {
  while (!out.empty()) {
    const ssize_t count = ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      fail("a temporary file cannot be read", count < 0 ? errno : EIO);
    out = out.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

MemoryRegion TempFile::map(std::size_t size) const {
  if (size == 0)
    return {};
  MemoryRegion region = MemoryRegion::of_file(descriptor_, size);
  if (region.size() == 0)
    fail("a temporary file cannot be mapped", errno);
  return region;
}

} // namespace micrograph::graph
