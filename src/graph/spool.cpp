#include "graph/spool.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <string>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>
#include <utility>

namespace micrograph::graph {

namespace {

/// What gathers before it is written to a file. Not taken from the space: it is needed when that is used up.
constexpr std::size_t gather_bytes = std::size_t{256} << 10;
constexpr std::size_t first_bytes = 512;

int open_unnamed(const std::filesystem::path& folder) {
  const int unnamed = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
    return unnamed;
  // The file system has no files without names: one is made and loses its name at once.
  std::string name = (folder / "micrograph-XXXXXX").string();
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0)
    unlink(name.c_str());
  return named;
}

} // namespace

bool SpoolSpace::take(std::uint64_t bytes) {
  std::uint64_t held = held_.load();
  do
    if (bytes > memory_ || held > memory_ - bytes)
      return false;
  while (!held_.compare_exchange_weak(held, held + bytes));
  std::uint64_t peak = peak_.load();
  while (peak < held + bytes && !peak_.compare_exchange_weak(peak, held + bytes)) {
  }
  return true;
}

ScratchFile::ScratchFile(SpoolSpace& space) : space_(space), descriptor_(open_unnamed(space.scratch())) {
  if (descriptor_ < 0)
    fail("cannot take a scratch file");
}

ScratchFile::~ScratchFile() {
  if (mapped_.data() != nullptr)
    munmap(const_cast<std::byte*>(mapped_.data()), mapped_.size());
  if (descriptor_ >= 0)
    close(descriptor_);
}

void ScratchFile::fail(const char* what) const {
  throw IoError("spool.failed",
                std::string(what) + ": " + std::strerror(errno) +
                    "; more memory (--memory) or another scratch folder (TMPDIR) would help",
                Place{space_.scratch().string(), {}, {}, {}, {}});
}

void ScratchFile::write(std::uint64_t offset, std::span<const std::byte> bytes) {
  space_.note_spilled(bytes.size());
  while (!bytes.empty()) {
    const ssize_t count = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      fail("cannot keep what does not fit memory");
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

void ScratchFile::read(std::uint64_t offset, std::span<std::byte> out) const {
  while (!out.empty()) {
    const ssize_t count = pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      fail("cannot read back what did not fit memory");
    out = out.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

std::span<const std::byte> ScratchFile::map(std::uint64_t size) {
  if (size == 0)
    return {};
  void* const at = mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor_, 0);
  if (at == MAP_FAILED)
    fail("cannot map what did not fit memory");
  mapped_ = {static_cast<const std::byte*>(at), size};
  return mapped_;
}

SpoolBuffer::SpoolBuffer(const std::shared_ptr<SpoolSpace>& space) : space_(space) {}

SpoolBuffer::~SpoolBuffer() {
  std::free(data_);
  if (space_)
    space_->give_back(granted_);
}

SpoolBuffer::SpoolBuffer(SpoolBuffer&& other) noexcept
    : space_(std::move(other.space_)), data_(std::exchange(other.data_, nullptr)),
      used_(std::exchange(other.used_, 0)), capacity_(std::exchange(other.capacity_, 0)),
      granted_(std::exchange(other.granted_, 0)), file_(std::move(other.file_)),
      written_(std::exchange(other.written_, 0)) {}

SpoolBuffer& SpoolBuffer::operator=(SpoolBuffer&& other) noexcept {
  SpoolBuffer taken(std::move(other));
  std::swap(space_, taken.space_);
  std::swap(data_, taken.data_);
  std::swap(used_, taken.used_);
  std::swap(capacity_, taken.capacity_);
  std::swap(granted_, taken.granted_);
  std::swap(file_, taken.file_);
  std::swap(written_, taken.written_);
  return *this;
}

void SpoolBuffer::resize(std::size_t capacity) {
  if (capacity == 0) {
    std::free(std::exchange(data_, nullptr));
  } else {
    void* const moved = std::realloc(data_, capacity);
    if (moved == nullptr)
      throw std::bad_alloc();
    data_ = static_cast<std::byte*>(moved);
  }
  capacity_ = capacity;
}

void SpoolBuffer::write_out() {
  file_->write(written_, {data_, used_});
  written_ += used_;
  used_ = 0;
}

void SpoolBuffer::append_slowly(std::span<const std::byte> bytes) {
  if (file_ == nullptr) {
    const std::size_t wanted = std::max({capacity_ * 2, used_ + bytes.size(), first_bytes});
    if (space_->take(wanted - capacity_)) {
      granted_ += wanted - capacity_;
      resize(wanted);
      std::memcpy(data_ + used_, bytes.data(), bytes.size());
      used_ += bytes.size();
      return;
    }
    file_ = std::make_unique<ScratchFile>(*space_);
    write_out();
    resize(gather_bytes);
    space_->give_back(std::exchange(granted_, 0));
  }
  if (bytes.size() > capacity_ - used_)
    write_out();
  if (bytes.size() > capacity_) {
    file_->write(written_, bytes);
    written_ += bytes.size();
    return;
  }
  std::memcpy(data_ + used_, bytes.data(), bytes.size());
  used_ += bytes.size();
}

void SpoolBuffer::freeze() {
  if (file_ != nullptr) {
    write_out();
    resize(0);
    return;
  }
  if (capacity_ != used_) {
    resize(used_);
    space_->give_back(granted_ - used_);
    granted_ = used_;
  }
}

std::unique_ptr<SpoolBuffer> SpoolBuffer::in_memory(const std::shared_ptr<SpoolSpace>& space, std::uint64_t size) {
  if (!space->take(size))
    return nullptr;
  auto out = std::make_unique<SpoolBuffer>(space);
  out->granted_ = size;
  if (size != 0)
    out->resize(size);
  out->used_ = size;
  return out;
}

SpoolBuffer SpoolBuffer::in_file(const std::shared_ptr<SpoolSpace>& space, std::unique_ptr<ScratchFile> file,
                                 std::uint64_t size) {
  SpoolBuffer out(space);
  out.file_ = std::move(file);
  out.written_ = size;
  return out;
}

void ByteSpool::freeze() {
  buffer_.freeze();
  bytes_ = buffer_.file() == nullptr ? buffer_.data() : buffer_.file()->map(buffer_.size());
}

} // namespace micrograph::graph
